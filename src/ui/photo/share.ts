/** Handing a photo over to another app, or saving a copy of it. */

/** Whether this device shares files. With a mouse, saving a copy is what is meant. */
export function canShareFiles(): boolean {
  if (!matchMedia('(pointer: coarse)').matches || !navigator.canShare) return false;
  return navigator.canShare({ files: [new File([], 'photo.jpg', { type: 'image/jpeg' })] });
}

export async function shareFile(file: File): Promise<void> {
  try {
    await navigator.share({ files: [file], title: file.name });
  } catch (thrown) {
    // The user closed the share sheet: nothing happened, nothing to say.
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return;
    saveFile(file);
  }
}

export function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The download has been handed to the browser; some read the URL a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
