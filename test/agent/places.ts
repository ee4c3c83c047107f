/** Paths, relative to the repository. */

export const AGENT = 'agent/dist/mitsuke-agent.js';
export const MODEL = 'models/starter/onnx/vision_model.onnx';
export const MANIFEST = '.cache/agent/starter.json';
