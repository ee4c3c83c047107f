/** Hands files to the browser, to be saved or shown. */

/** Makes the browser save a file, by clicking a download link. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  revokeLater(url);
}

/** Opens a file in a new tab. @returns false if the browser blocked it */
export function openFile(file: File): boolean {
  const url = URL.createObjectURL(file);
  const tab = window.open(url, '_blank');
  revokeLater(url);
  return tab !== null;
}

/** Revokes the URL after a delay, because some browsers only read from it a little later. */
function revokeLater(url: string): void {
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
