import type { WebGLRenderer } from "three";

/** Smoothing costs a processor that draws by itself more than it gives. */
export function qualityFor(): { antialias: boolean } {
  const probe = document.createElement("canvas").getContext("webgl2");
  if (!probe) throw new Error("This browser has no WebGL 2.");
  const antialias = !isSoftwareContext(probe);
  probe.getExtension("WEBGL_lose_context")?.loseContext();
  return { antialias };
}

export function isSoftware(renderer: WebGLRenderer): boolean {
  return isSoftwareContext(renderer.getContext());
}

function isSoftwareContext(context: WebGLRenderingContext | WebGL2RenderingContext | null): boolean {
  if (!context) return false;
  const named = context.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = named ? context.getParameter(named.UNMASKED_RENDERER_WEBGL) : "";
  return /swiftshader|llvmpipe|software|basic render/i.test(String(name));
}
