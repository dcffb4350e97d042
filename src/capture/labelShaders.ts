import "@babylonjs/core/Shaders/ShadersInclude/bonesDeclaration.js";
import "@babylonjs/core/Shaders/ShadersInclude/bonesVertex.js";
import "@babylonjs/core/ShadersWGSL/ShadersInclude/bonesDeclaration.js";
import "@babylonjs/core/ShadersWGSL/ShadersInclude/bonesVertex.js";

/** Vertex attribute with x of the rest pose, metres. */
export const RestXKind = "faceRestX";

/** Uniforms of both languages: `labels` holds the red values of subject's left and right, of which a constant label uses the first. */
export const LabelUniforms = ["world", "viewProjection", "labels", "cutoff"];

/** Label shader in GLSL. Defines: LABEL_SIDES, LABEL_TEXTURE, LABEL_CUTOFF. */
export const LabelGlsl = {
    vertex: `
attribute vec3 position;
attribute vec2 uv;
#ifdef LABEL_SIDES
attribute float ${RestXKind};
varying float vRestX;
#endif
#include<bonesDeclaration>
uniform mat4 world;
uniform mat4 viewProjection;
varying vec2 vUv;
void main(void) {
    mat4 finalWorld = world;
#include<bonesVertex>
    vUv = uv;
#ifdef LABEL_SIDES
    vRestX = ${RestXKind};
#endif
    gl_Position = viewProjection * finalWorld * vec4(position, 1.0);
}`,
    fragment: `
uniform vec2 labels;
varying vec2 vUv;
#ifdef LABEL_SIDES
varying float vRestX;
#endif
#ifdef LABEL_TEXTURE
uniform sampler2D labelTexture;
#endif
#ifdef LABEL_CUTOFF
uniform float cutoff;
uniform sampler2D alphaTexture;
#endif
void main(void) {
#ifdef LABEL_CUTOFF
    if (texture2D(alphaTexture, vUv).a < cutoff) { discard; }
#endif
    float red = labels.x;
#ifdef LABEL_SIDES
    red = vRestX < 0.0 ? labels.y : labels.x;
#endif
#ifdef LABEL_TEXTURE
    red = texture2D(labelTexture, vUv).r;
#endif
    gl_FragColor = vec4(red, 0.0, 0.0, 1.0);
}`,
};

/** Label shader in WGSL, the same as {@link LabelGlsl}. */
export const LabelWgsl = {
    vertex: `
attribute position : vec3f;
attribute uv : vec2f;
#ifdef LABEL_SIDES
attribute ${RestXKind} : f32;
varying vRestX : f32;
#endif
#include<bonesDeclaration>
uniform world : mat4x4f;
uniform viewProjection : mat4x4f;
varying vUv : vec2f;
@vertex
fn main(input : VertexInputs) -> FragmentInputs {
    var finalWorld = uniforms.world;
#include<bonesVertex>
    vertexOutputs.vUv = vertexInputs.uv;
#ifdef LABEL_SIDES
    vertexOutputs.vRestX = vertexInputs.${RestXKind};
#endif
    vertexOutputs.position = uniforms.viewProjection * finalWorld * vec4f(vertexInputs.position, 1.0);
}`,
    fragment: `
uniform labels : vec2f;
varying vUv : vec2f;
#ifdef LABEL_SIDES
varying vRestX : f32;
#endif
#ifdef LABEL_TEXTURE
var labelTextureSampler : sampler;
var labelTexture : texture_2d<f32>;
#endif
#ifdef LABEL_CUTOFF
uniform cutoff : f32;
var alphaTextureSampler : sampler;
var alphaTexture : texture_2d<f32>;
#endif
@fragment
fn main(input : FragmentInputs) -> FragmentOutputs {
#ifdef LABEL_CUTOFF
    if (textureSample(alphaTexture, alphaTextureSampler, fragmentInputs.vUv).a < uniforms.cutoff) { discard; }
#endif
    var red = uniforms.labels.x;
#ifdef LABEL_SIDES
    red = select(uniforms.labels.x, uniforms.labels.y, fragmentInputs.vRestX < 0.0);
#endif
#ifdef LABEL_TEXTURE
    red = textureSample(labelTexture, labelTextureSampler, fragmentInputs.vUv).r;
#endif
    fragmentOutputs.color = vec4f(red, 0.0, 0.0, 1.0);
}`,
};
