/** Mouse and keyboard in the form that WebDriver and Marionette share (https://www.w3.org/TR/webdriver2/#actions). */

type Step = { type: string } & Record<string, unknown>;

export interface Source {
  type: 'pointer' | 'key';
  id: string;
  parameters?: { pointerType: 'mouse' };
  actions: Step[];
}

export function clicking(x: number, y: number): Source[] {
  const move = { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0, origin: 'viewport' };
  const actions = [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
  return [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }];
}

/** @param text letters, or codes of `KEYS` */
export function typing(text: string): Source[] {
  const actions = [...text].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  return [{ type: 'key', id: 'keyboard', actions }];
}
