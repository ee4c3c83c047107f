/** transformers.js on the runtime that Mitsuke uses, so that only their own code differs. */

import * as library from '@xenova/transformers';
import { expose } from 'comlink';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { makePeer } from './transformers-peer';

expose(makePeer(library, { mjs, wasm }));
