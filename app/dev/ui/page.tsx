import { notFound } from "next/navigation";
import { Gallery } from "#components/dev/gallery.tsx";

/** The gallery of components; not there in production. */
export default function GalleryPage() {
  if (process.env.NODE_ENV === "production") notFound();
  return <Gallery />;
}
