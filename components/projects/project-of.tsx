"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useProjects } from "#components/data/queries.ts";

/** Names the project that something stands in, before other facts; nothing for none. */
export function ProjectOf({ id }: { id: string | null }) {
  const t = useTranslations("projects");
  const project = useProjects().data?.items.find((one) => one.id === id);
  if (!project) return null;
  return (
    <>
      {t.rich("projectOf.project", {
        link: (chunks) => (
          <Link href={`/projects/${project.id}`} className="text-brand-text underline">
            {chunks}
          </Link>
        ),
        name: project.name,
      })}{" "}
    </>
  );
}
