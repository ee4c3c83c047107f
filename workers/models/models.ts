/** The models of this device: the catalogue, what is installed, and what is loading. */

import { DAMAGE_EVENTS, type DamageEvent } from '#core/damage';
import { Problem } from '#core/errors';
import type { PickedFile } from '#core/picked-file';
import { type EncoderId, fileKey, type Plan, type Space, type SpaceId } from '#core/space';
import { findEncoder, SPACES } from '#models/catalogue';
import { RETIRED_FILES } from '#models/retired';
import { withRecord } from '#models/verified';
import { readAddress } from '#net/addresses';
import { convertBlobs } from '#store/converting';
import { reading } from '#store/database';
import {
  confirmFile,
  dropFile,
  isAsStored,
  type StoredFiles,
  storedFile,
  storedFiles,
} from '#store/model-files';
import { deleteOwnSpace, ownSpaces, putOwnSpace, setting, updateSetting } from '#store/settings';
import { openChannel } from '#workers/shared/channel';
import { withLock } from '#workers/shared/locks';
import { checkNowAndThen } from './checking';
import type { Handed, ModelsSnapshot, ModelsWorker, Presences } from './contract';
import { handOver } from './handing-over';
import { readAddressModel, readFolderModel, storeFolder } from './own';
import { type AnyEncoder, hear, presenceIn, tell, tellPresences } from './presence';
import { UnderWay } from './under-way';

/** A disk that damages a file again and again is not helped by yet another download. */
const MOST_MENDED = 3;

export class Models implements ModelsWorker {
  private own: Space[] = [];
  private mirror: string | null = null;
  /** How often each was found damaged. */
  private readonly mended = new Map<EncoderId, number>();
  private readonly work = new UnderWay({
    own: () => this.own,
    mirror: () => this.mirror,
    onStored: (encoder) => this.tellSharing(encoder),
    cancel: (id) => this.cancel(id),
  });

  async open(): Promise<ModelsSnapshot> {
    hear((event) => {
      if (event.type === 'cancel') void this.work.cancel(event.encoder);
      if (event.type === 'mirror') this.mirror = event.mirror;
      if (event.type === 'spaces') this.own = event.own;
    });
    const { presences, plan, wanted } = await reading(() => this.read());
    const mend = (id: EncoderId) => this.mend(id);
    openChannel<DamageEvent>(DAMAGE_EVENTS).hear(({ encoder }) => void mend(encoder));
    void checkNowAndThen(() => this.encoders(), mend);
    void convertBlobs('models');
    // The outcome is posted as the encoder's presence.
    for (const id of wanted) void this.install(id).catch(() => undefined);
    return { catalogue: SPACES.map(withRecord), own: this.own, presences, mirror: this.mirror, plan };
  }

  /** Reads what is stored, and drops what nobody needs. */
  private async read() {
    this.own = await ownSpaces();
    this.mirror = (await setting('mirror')) ?? null;
    const stored = await storedFiles();
    const presences: Presences = Object.fromEntries(
      this.encoders().map((encoder) => [encoder.id, presenceIn(stored, encoder)]),
    );
    await this.dropRetired(stored);
    return { presences, plan: (await setting('plan')) ?? null, wanted: (await setting('wanted')) ?? [] };
  }

  async install(id: EncoderId): Promise<void> {
    await this.work.install(this.encoder(id));
  }

  async cancel(id: EncoderId): Promise<void> {
    await this.work.want(id, false);
    await this.withdraw(id);
    tell({ type: 'cancel', encoder: id });
    await this.work.cancel(id);
    await this.drop(this.encoder(id));
  }

  async confirm(id: EncoderId, accepted: boolean): Promise<void> {
    const encoder = this.encoder(id);
    // A build that differs from its source cannot be confirmed.
    for (const file of encoder.home.kind === 'made' ? [] : encoder.files) {
      const key = fileKey(encoder.home, file);
      if ((await storedFile(key))?.confirmed !== false) continue;
      if (accepted) await confirmFile(key);
      else await dropFile(key);
    }
    await this.tellSharing(encoder);
  }

  async repair(id: EncoderId): Promise<void> {
    const encoder = this.encoder(id);
    for (const file of encoder.files) {
      const key = fileKey(encoder.home, file);
      const stored = await storedFile(key);
      if (!stored || !(await isAsStored(stored))) await dropFile(key);
    }
    await this.install(id);
    await this.tellSharing(encoder);
  }

  /** A file was found damaged. Of two tabs that hear it, the second finds it mended. */
  private async mend(id: EncoderId): Promise<void> {
    const times = (this.mended.get(id) ?? 0) + 1;
    this.mended.set(id, times);
    if (times > MOST_MENDED) return;
    try {
      await withLock(`mitsuke-mend-${id}`, () => this.repair(id));
    } catch (error) {
      // The outcome is posted as the encoder's presence.
      console.warn(`The files of ${id} are not mended:`, error);
    }
  }

  async remove(id: EncoderId): Promise<void> {
    await this.withdraw(id);
    await this.work.cancel(id);
    await this.drop(this.encoder(id));
  }

  async useMirror(address: string | null): Promise<void> {
    const mirror = address === null || address.trim() === '' ? null : readAddress(address);
    this.mirror = mirror;
    await updateSetting('mirror', () => mirror);
    tell({ type: 'mirror', mirror });
  }

  async plan(plan: Plan | null): Promise<void> {
    await updateSetting('plan', () => plan);
    tell({ type: 'plan', plan });
  }

  /** Withdraws an accepted offer whose encoder is not to be installed after all. */
  private async withdraw(id: EncoderId): Promise<void> {
    const plan = await setting('plan');
    if (plan?.state !== 'accepted') return;
    if (plan.choice.image === id || plan.texts.includes(id)) await this.plan(null);
  }

  async handOver(files: readonly PickedFile[]): Promise<Handed> {
    const { handed, keys } = await handOver(files, this.encoders());
    await this.tellUsers(keys);
    return handed;
  }

  async addFolder(name: string, files: readonly PickedFile[]): Promise<SpaceId> {
    const space = await readFolderModel(name, files);
    await storeFolder(space, files);
    return this.addOwn(space);
  }

  async addAddress(address: string): Promise<SpaceId> {
    return this.addOwn(await readAddressModel(readAddress(address)));
  }

  async forget(id: SpaceId): Promise<void> {
    const space = this.own.find((each) => each.id === id);
    if (!space) return;
    for (const { id } of [...space.images, ...space.texts]) await this.remove(id);
    await deleteOwnSpace(id);
    await this.readOwn();
  }

  /** Files of models that the app no longer has, unless a model of the user's own has the same. */
  private async dropRetired({ whole }: StoredFiles): Promise<void> {
    const needed = new Set(
      this.encoders().flatMap(({ home, files }) => files.map((file) => fileKey(home, file))),
    );
    for (const key of RETIRED_FILES) {
      if (!needed.has(key) && whole.has(key)) await dropFile(key);
    }
  }

  private async addOwn(space: Space): Promise<SpaceId> {
    await putOwnSpace(space);
    await this.readOwn();
    await tellPresences([...space.images, ...space.texts]);
    return space.id;
  }

  private async readOwn(): Promise<void> {
    this.own = await ownSpaces();
    tell({ type: 'spaces', own: this.own });
  }

  private encoders(): AnyEncoder[] {
    return [...SPACES, ...this.own].flatMap(({ images, texts }) => [...images, ...texts]);
  }

  private encoder(id: EncoderId): AnyEncoder {
    const found = findEncoder(id, this.own);
    if (!found) throw new Problem('model-unsupported', `There is no encoder "${id}".`);
    return found.encoder;
  }

  /** Deletes its files, except those shared with other encoders that are ready or loading. */
  private async drop(encoder: AnyEncoder): Promise<void> {
    const shared = new Set<string>();
    const stored = await storedFiles();
    for (const other of this.encoders()) {
      if (other.id === encoder.id) continue;
      if (!this.work.has(other.id) && presenceIn(stored, other).state !== 'ready') continue;
      for (const file of other.files) {
        // A combined graph holds both towers: removing one removes both.
        if (!(encoder.combined && file.path === encoder.graph)) shared.add(fileKey(other.home, file));
      }
    }
    for (const file of encoder.files) {
      const key = fileKey(encoder.home, file);
      if (!shared.has(key)) await dropFile(key);
    }
    await this.tellSharing(encoder);
  }

  /** Posts the presence of an encoder and of all that share a file with it. */
  private async tellSharing(encoder: AnyEncoder): Promise<void> {
    await this.tellUsers(new Set(encoder.files.map((file) => fileKey(encoder.home, file))), encoder);
  }

  /** Posts the presence of all encoders that use one of these files. */
  private async tellUsers(keys: ReadonlySet<string>, always?: AnyEncoder): Promise<void> {
    // Running work posts its own progress.
    const told = this.encoders().filter((encoder) => encoder === always || !this.work.has(encoder.id));
    await tellPresences(
      told.filter(({ home, files }) => files.some((file) => keys.has(fileKey(home, file)))),
    );
  }
}
