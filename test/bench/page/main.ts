/** Functions that the benchmarks call. Each one interleaves its contenders in one run. */

import { measureBridge } from './bridge';
import { largePhotoText } from './contenders';
import { measureDecode, measureDecodeTogether, measureFraction } from './decode';
import { measureEncode } from './encode';
import { measureFaces } from './faces';
import { filmText } from './film';
import { measureFile } from './formats';
import { measureLoading, measureLoadingMany, storeMany } from './loading';
import { measurePhotos } from './photos';
import { measureReading } from './reading';
import { measureScan } from './scan';
import { measureSmallThings } from './small-things';
import { measureTexts } from './texts';
import { measureTower } from './tower';
import { vitB32 } from './vit-b32';
import { measureWords } from './words';

const bench = {
  filmText,
  largePhotoText,
  measureBridge,
  measureDecode,
  measureDecodeTogether,
  measureFraction,
  measureEncode,
  measureFaces,
  measureFile,
  measureLoading,
  measureLoadingMany,
  storeMany,
  measurePhotos,
  measureReading,
  measureScan,
  measureSmallThings,
  measureTexts,
  measureTower,
  measureWords,
};

export type Bench = typeof bench;

/** For `test/bench/vit-b32.ts`, which interleaves these with runs outside the browser. */
export type VitB32 = typeof vitB32;

Object.assign(globalThis, { bench, vitB32 });
