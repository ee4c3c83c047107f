/** transformers.js as published for browsers, on the runtime that it depends on. */

import { expose } from 'comlink';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as library from 'transformers-as-published';
import { makePeer } from './transformers-peer';

expose(makePeer(library, { mjs, wasm }));
