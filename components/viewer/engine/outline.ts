import {
  GLSL3,
  Mesh,
  OrthographicCamera,
  PlaneGeometry,
  RawShaderMaterial,
  Scene,
  type Texture,
  Vector4,
  type WebGLRenderer,
} from "three";

/** Lines where one element ends and another begins, found in the picture of slots that picking has anyway. */
export interface Outline {
  draw(slots: Texture): void;
  colour(rgba: Vector4): void;
  dispose(): void;
}

export function createOutline(renderer: WebGLRenderer): Outline {
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    transparent: true,
    depthTest: false,
    depthWrite: false,
    uniforms: { slots: { value: null }, line: { value: new Vector4(0, 0, 0, 0.4) } },
  });
  const geometry = new PlaneGeometry(2, 2);
  const scene = new Scene().add(new Mesh(geometry, material));
  const camera = new OrthographicCamera(-1, 1, 1, -1, 0, 1);
  return {
    draw(slots) {
      const { slots: uniform } = material.uniforms;
      if (uniform) uniform.value = slots;
      renderer.autoClear = false;
      renderer.render(scene, camera);
      renderer.autoClear = true;
    },
    colour(rgba) {
      const { line } = material.uniforms;
      if (line) line.value = rgba;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}

const vertexShader = /* glsl */ `
in vec3 position;
out vec2 at;
void main() {
  at = position.xy * 0.5 + 0.5;
  gl_Position = vec4(position.xy, 0.0, 1.0);
}`;

const fragmentShader = /* glsl */ `
precision highp float;
in vec2 at;
uniform sampler2D slots;
uniform vec4 line;
out vec4 outColour;
void main() {
  vec2 size = vec2(textureSize(slots, 0));
  ivec2 here = ivec2(min(at * size, size - 1.0));
  ivec2 most = ivec2(size) - 1;
  vec4 own = texelFetch(slots, here, 0);
  vec4 right = texelFetch(slots, min(here + ivec2(1, 0), most), 0);
  vec4 above = texelFetch(slots, min(here + ivec2(0, 1), most), 0);
  if (own == right && own == above) discard;
  outColour = line;
}`;
