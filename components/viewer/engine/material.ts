import { DoubleSide, FrontSide, GLSL3, type IUniform, RawShaderMaterial } from "three";

/** What is drawn: the picture, or each element's slot as a colour for picking. */
export const PASS = { picture: 0, slots: 1 } as const;

/** What one element's texel says in its alpha. */
export const FLAG = { hidden: 1, ghost: 2, selected: 4, hovered: 8, coloured: 16 } as const;

/** Texels in a row of the texture of states, a power of two. */
export const STATES_WIDTH = 1024;

/** Uniforms that all materials of a model share: one change of a value is a change everywhere. */
export interface SharedUniforms {
  states: IUniform;
  pass: IUniform<number>;
  /** World plane `(normal, constant)`; what lies behind it is cut off. Acts in materials with a section. */
  section: IUniform;
  highlight: IUniform;
  ghostColour: IUniform;
  /** What colours step back to beside what is selected, and how far: 0 to 1. */
  dimmed: IUniform;
  dimming: IUniform<number>;
  [name: string]: IUniform;
}

/**
 * The one shader of all elements: colour and visibility are looked up by the element's slot, so that to recolour,
 * isolate or hide any number of elements is one small texture. `base` is the slot of the part's first element.
 */
export function modelMaterial(
  shared: SharedUniforms,
  base: number,
  kind: "solid" | "glass" | "ghost",
): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    side: DoubleSide,
    transparent: kind !== "solid",
    depthWrite: kind === "solid",
    defines: {},
    uniforms: { ...shared, base: { value: base }, ghostPass: { value: kind === "ghost" } },
  });
}

const vertexShader = /* glsl */ `
precision highp float;
precision highp int;
in vec3 position;
in vec3 normal;
in vec4 color;
in float _feature_id_0;
// Without turning: a uniform scale and a translation.
uniform mat4 modelMatrix;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
uniform vec3 cameraPosition;
uniform highp sampler2D states;
uniform vec3 highlight;
uniform vec4 ghostColour;
uniform vec3 dimmed;
uniform float dimming;
uniform int pass;
uniform int base;
uniform bool ghostPass;
out vec4 vColour;
#ifdef SECTION
out vec3 vWorld;
flat out vec3 vInside;
#endif

void main() {
  int slot = base + int(_feature_id_0 + 0.5);
#ifdef PLAIN
  int flags = 0;
#else
  vec4 state = texelFetch(states, ivec2(slot & ${STATES_WIDTH - 1}, slot >> ${Math.log2(STATES_WIDTH)}), 0);
  int flags = int(state.a * 255.0 + 0.5);
  bool ghost = (flags & ${FLAG.ghost}) != 0;
  if ((flags & ${FLAG.hidden}) != 0 || ghost != ghostPass) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
#endif
  gl_Position = projectionMatrix * (modelViewMatrix * vec4(position, 1.0));
#ifdef SECTION
  vWorld = (modelMatrix * vec4(position, 1.0)).xyz;
  vInside = vec3(0.0);
#endif
  if (pass == ${PASS.slots}) {
    int id = slot + 1;
    vColour = vec4(float(id & 255), float((id >> 8) & 255), float((id >> 16) & 255), 255.0) / 255.0;
#ifdef SECTION
    vInside = vColour.rgb;
#endif
    return;
  }
  vec4 colour = color;
#ifndef PLAIN
  if (ghostPass) {
    vColour = ghostColour;
#ifdef SECTION
    vInside = vColour.rgb;
#endif
    return;
  }
  if ((flags & ${FLAG.coloured}) != 0) colour = vec4(state.rgb, max(color.a, 0.6));
  if ((flags & ${FLAG.selected}) != 0) colour = vec4(mix(colour.rgb, highlight, 0.72), max(colour.a, 0.8));
  else colour.rgb = mix(colour.rgb, dimmed, dimming);
  if ((flags & ${FLAG.hovered | FLAG.selected}) == ${FLAG.hovered}) colour.rgb = mix(colour.rgb, highlight, 0.3);
#endif
  // Light for each corner: to do it for each pixel costs a processor that draws by itself too much.
  float lit = dot(normal, normalize(cameraPosition - modelMatrix[3].xyz - modelMatrix[0][0] * position));
  vec3 facing = lit < 0.0 ? -normal : normal;
  float light = 0.53 + 0.11 * facing.z + 0.26 * max(dot(facing, vec3(0.448, -0.647, 0.617)), 0.0) + 0.16 * abs(lit);
  vColour = vec4(colour.rgb * light, colour.a);
#ifdef SECTION
  // The inside of what is cut is flat, so that a section reads as one.
  vInside = colour.rgb * 0.62;
#endif
}`;

const fragmentShader = /* glsl */ `
precision mediump float;
in vec4 vColour;
#ifdef SECTION
in highp vec3 vWorld;
flat in vec3 vInside;
uniform highp vec4 section;
#endif
out vec4 outColour;

void main() {
#ifdef SECTION
  if (dot(section.xyz, vWorld) + section.w < 0.0) discard;
  outColour = vec4(gl_FrontFacing ? vColour.rgb : vInside, vColour.a);
#else
  outColour = vColour;
#endif
}`;

/** What a picture's shaders need not do: each pixel and each corner pays only for what is shown. */
export interface Shading {
  section: boolean;
  /** Every element is shown as the model has it: no state is looked up. */
  plain: boolean;
}

/** `oneSided`: its elements are closed, so that nothing of their insides is seen but through a section. */
export function setShading(
  material: RawShaderMaterial,
  { section, plain }: Shading,
  oneSided: boolean,
): void {
  const side = oneSided && !section ? FrontSide : DoubleSide;
  if (
    section === "SECTION" in material.defines &&
    plain === "PLAIN" in material.defines &&
    side === material.side
  )
    return;
  material.defines = { ...(section ? { SECTION: "" } : {}), ...(plain ? { PLAIN: "" } : {}) };
  material.side = side;
  material.needsUpdate = true;
}
