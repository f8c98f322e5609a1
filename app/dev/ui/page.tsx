import { notFound } from "next/navigation";
import { Gallery } from "#components/dev/gallery.tsx";
import { Words } from "#components/i18n/words.tsx";

/** The gallery of components; not there in production. */
export default function GalleryPage() {
  if (process.env.NODE_ENV === "production") notFound();
  return (
    <Words
      areas={[
        "api-keys",
        "archival",
        "auth",
        "charts",
        "dashboard",
        "estimates",
        "files",
        "help",
        "inbox",
        "members",
        "projects",
        "shell",
        "uploads",
        "usage",
      ]}
    >
      <Gallery />
    </Words>
  );
}
