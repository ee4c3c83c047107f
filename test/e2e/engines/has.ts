/**
 * What each engine has of what the app can use. The journey and the formats find it so in each engine, and the README's
 * table of engines says it in words (`unit/docs.test.ts`).
 */

import type { Engine } from './engines';

type Name = Engine['name'];

export interface Has {
  /** The app starts without a network. */
  serviceWorker: boolean;
  /** A folder is granted once, and then followed; copies are saved into one. */
  grantedFolders: boolean;
  /** A folder is chosen as a whole, whose files know its name. */
  chosenFolders: boolean;
  /** Memory that threads share. */
  threads: boolean;
  webgpu: boolean;
  /** Says how much room is used and how much there is. */
  room: boolean;
  /** An https page may ask for a box without TLS. */
  boxWithoutTls: boolean;
}

export const HAS: Readonly<Record<Name, Has>> = {
  Chromium: {
    serviceWorker: true,
    grantedFolders: true,
    chosenFolders: true,
    threads: true,
    webgpu: true,
    room: true,
    boxWithoutTls: true,
  },
  Firefox: {
    serviceWorker: true,
    grantedFolders: false,
    chosenFolders: true,
    threads: true,
    webgpu: false,
    room: true,
    boxWithoutTls: false,
  },
  WebKitGTK: {
    serviceWorker: true,
    grantedFolders: false,
    chosenFolders: false,
    threads: false,
    webgpu: false,
    room: false,
    boxWithoutTls: false,
  },
};

/** What a page can be asked itself; of the other the journey's tests find out by trying. Runs in the page. */
export function asked(): Omit<Has, 'chosenFolders'> {
  return {
    serviceWorker: 'serviceWorker' in navigator,
    grantedFolders: 'showDirectoryPicker' in window,
    threads: 'SharedArrayBuffer' in window && crossOriginIsolated,
    webgpu: 'gpu' in navigator,
    room: 'estimate' in (navigator.storage ?? {}),
    boxWithoutTls: 'targetAddressSpace' in Request.prototype,
  };
}

/** What an engine does not show as it should. Chromium's files have specs of their own. */
export const SHORTCOMINGS: Readonly<Record<Name, Readonly<Record<string, string>>>> = {
  Chromium: {},
  Firefox: {},
  WebKitGTK: {
    // Its five and six bits a colour become eight without their lower ones, so white is 248, 252, 248 (differs by 2.6).
    'coloured-565.bmp': '320 x 240, other colours',
  },
};
