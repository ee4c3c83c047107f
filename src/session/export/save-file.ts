/** Files that the browser saves or shows. */

/** Hands a file to the browser to save it, as if a link to it had been clicked. */
export function saveFile(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  revokeLater(url);
}

/** Shows a file in a tab of its own. @returns false if the browser opened none */
export function openFile(file: File): boolean {
  const url = URL.createObjectURL(file);
  const tab = window.open(url, '_blank');
  revokeLater(url);
  return tab !== null;
}

/** The browser has the address now; some read from it a little later. */
function revokeLater(url: string): void {
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
