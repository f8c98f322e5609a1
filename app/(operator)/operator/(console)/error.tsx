"use client";
export { default } from "../../../(tenant)/error.tsx";
