/** Drives the models in the settings. */

import { expect, type Locator, type Page } from '@playwright/test';
import type { App } from '../app';

let tokens = 0;

export class Shelf {
  private readonly page: Page;

  constructor(
    private readonly app: App,
    private readonly mirror: string | null,
  ) {
    this.page = app.page;
  }

  /** Opens the settings, and expands every space. */
  async open(settings = 'Settings'): Promise<void> {
    await this.app.go(settings);
    await expect(this.page.getByTestId('space').first()).toBeVisible();
    const closed = this.page.getByRole('main').locator('details:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
  }

  /** Downloads from the mirror with this fault. Every call uses a new token, which resets the fault. */
  async useMirror(fault: string): Promise<void> {
    await this.page.getByTestId('mirror').fill(`${this.mirror}/${fault}/${Date.now()}-${tokens++}/`);
    await this.page.getByTestId('mirror-save').click();
  }

  space(id: string): Locator {
    return this.page.locator(`[data-testid=space][data-space="${id}"]`);
  }

  encoder(id: string): Locator {
    return this.page.locator(`[data-testid=encoder][data-encoder="${id}"]`);
  }

  async press(id: string, verb: string): Promise<void> {
    await this.encoder(id).getByTestId(`encoder-${verb}`).click();
  }

  async expectPresence(id: string, presence: string | RegExp): Promise<void> {
    await expect(this.encoder(id)).toHaveAttribute('data-presence', presence);
  }

  /** Downloads each encoder and waits until it is ready. */
  async install(...ids: string[]): Promise<void> {
    for (const id of ids) {
      await this.press(id, 'download');
      await this.expectPresence(id, 'ready');
    }
  }

  async use(space: string): Promise<void> {
    await this.space(space).getByTestId('space-use').click();
  }

  /** @param timeout milliseconds; more where a test makes the encoder slow */
  async expectState(space: string, state: string | RegExp, timeout = 60_000): Promise<void> {
    await expect(this.space(space)).toHaveAttribute('data-state', state, { timeout });
  }
}
