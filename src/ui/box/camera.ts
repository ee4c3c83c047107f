/** Scans for QR codes with the camera. */

import { readCode } from './read-code';

/** Why there is no picture: permission was refused, there is no camera, or another program uses it. */
export type CameraTrouble = 'refused' | 'none' | 'busy';

/** Pause between two scans. */
const PAUSE_MS = 120;

/**
 * Shows the camera and scans for codes until it is stopped.
 * @param onCode called with the text of a code each time one is seen
 * @returns a function that stops scanning and releases the camera
 */
export function watchCamera(
  video: HTMLVideoElement,
  onCode: (text: string) => void,
  onTrouble: (trouble: CameraTrouble) => void,
): () => void {
  let stream: MediaStream | undefined;
  let stopped = false;
  const stop = () => {
    stopped = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  };
  const look = async () => {
    const text = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await readCode(video) : null;
    if (stopped) return;
    if (text !== null) onCode(text);
    setTimeout(() => !stopped && void look(), PAUSE_MS);
  };
  const start = async () => {
    // Only secure pages have access to cameras.
    if (!navigator.mediaDevices) throw new DOMException('No cameras here.', 'NotFoundError');
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'environment', width: { ideal: 1280 } },
    });
    if (stopped) return stop();
    video.srcObject = stream;
    await video.play();
    await look();
  };
  start().catch((error: unknown) => {
    if (stopped) return;
    stop();
    onTrouble(troubleOf(error));
  });
  return stop;
}

function troubleOf(error: unknown): CameraTrouble {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'busy';
}
