/** A file of the app and its hash, written by `tools/vite/verified.ts`. */
declare module '*?verified' {
  const file: { url: string; sha256: string };
  export default file;
}

declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  /** What the package comes without: types of the part that is used here. */
  export interface OpenJpeg {
    HEAPU8: Uint8Array;
    J2KDecoder: new () => J2KDecoder;
  }

  export interface J2KDecoder {
    /** Room for a file in the module's memory. */
    getEncodedBuffer(bytes: number): Uint8Array;
    decode(): void;
    /** @param halvings how often width and height are halved @param layer 0 for all */
    decodeSubResolution(halvings: number, layer: number): void;
    /** Of the whole picture; zeroes if it could not be decoded. */
    getFrameInfo(): {
      width: number;
      height: number;
      bitsPerSample: number;
      componentCount: number;
      isSigned: boolean;
    };
    /** Samples of pixel after pixel, in one byte, or in two, the low one first. */
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  }

  export default function factory(options: {
    wasmBinary: ArrayBuffer;
    print?: (line: string) => void;
    printErr?: (line: string) => void;
  }): Promise<OpenJpeg>;
}
