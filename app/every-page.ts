"use client";
/**
 * What every page has, as its error page, its not-found page or its frame needs it. As a part of the root layout it is
 * loaded once; what only its parts below share, the bundler may put into the scripts of each of them.
 */
export { default as Link } from "next/link";
export { PageFailure } from "#components/observability/page-failure.tsx";
export { PageTrace } from "#components/observability/page-trace-line.tsx";
