/** The page's view of the library: a snapshot at the start, kept up to date by events. */

import { batch, computed, signal } from '@preact/signals';
import { unpackCards } from '#core/packed-cards';
import { type FailedPhoto, type Indexing, joinedInOrder, type PhotoCard, type PhotoNo } from '#core/photo';
import { NO_SEARCHES, type Searches } from '#core/searches';
import type { ChoicesHere } from '#core/space';
import { DEFAULT_CHOICE } from '#models/default-choice';
import type {
  BackendChoice,
  BoxState,
  LibraryEvent,
  LibrarySnapshot,
  SourceState,
} from '#workers/library/contract';
import { type EventChannel, followFromSnapshot } from '#workers/shared/channel';
import { keepToThisTab } from '#workers/shared/tab';
import { anew } from '../anew';

const NOTHING: Indexing = {
  state: 'idle',
  done: 0,
  failed: 0,
  total: 0,
  changing: null,
  run: { done: 0, total: 0 },
  perSecond: null,
  locked: 0,
  problem: null,
};

export class LibraryView {
  readonly opened = signal(false);
  readonly inMemory = signal(false);
  /** Newest first. */
  readonly photos = signal<readonly PhotoCard[]>([]);
  readonly failed = signal<readonly FailedPhoto[]>([]);
  readonly sources = signal<readonly SourceState[]>([]);
  readonly indexing = signal<Indexing>(NOTHING);
  readonly choices = signal<ChoicesHere>({ active: DEFAULT_CHOICE, next: null, unknown: null });
  readonly searches = signal<Searches>(NO_SEARCHES);
  readonly backends = signal<readonly BackendChoice[]>([]);
  readonly boxes = signal<readonly BoxState[]>([]);

  /**
   * How many photos lack their embedding in the space in use, because it stands in for another: search cannot
   * find them yet. While a next space is filled, the space in use has them all.
   */
  readonly unencoded = computed(() => {
    const { changing } = this.indexing.value;
    return changing && !this.choices.value.next ? changing.total - changing.done : 0;
  });

  /** The photos by number. It is made when it is read: indexing adds photos several times a second. */
  readonly cards = computed<ReadonlyMap<PhotoNo, PhotoCard>>(() => {
    this.photos.value;
    return new Map(this.known);
  });

  private readonly known = new Map<PhotoNo, PhotoCard>();

  /** Delivers the events queued while the library was being opened, and all later ones. */
  private readonly begin: () => void;

  /** @param removed called with the photos that were removed, so that caches can drop them */
  constructor(
    channel: Pick<EventChannel<LibraryEvent>, 'hear'>,
    private readonly removed: (photos: readonly PhotoNo[]) => void,
  ) {
    this.begin = followFromSnapshot(channel, (event) => this.follow(event));
  }

  open(snapshot: LibrarySnapshot): void {
    batch(() => {
      this.photos.value = unpackCards(snapshot.photos);
      for (const card of this.photos.value) this.known.set(card.no, card);
      this.failed.value = snapshot.failed;
      this.sources.value = snapshot.sources;
      this.indexing.value = snapshot.indexing;
      this.choices.value = snapshot.choices;
      this.backends.value = snapshot.backends;
      this.searches.value = snapshot.searches;
      this.boxes.value = snapshot.boxes;
      this.inMemory.value = snapshot.inMemory;
      if (snapshot.inMemory) keepToThisTab();
      this.begin();
      this.opened.value = true;
    });
  }

  private follow(event: LibraryEvent): void {
    switch (event.type) {
      case 'photos':
        this.changePhotos(event.added, event.removed);
        break;
      case 'marked':
        // Another tab may have marked photos that were removed here a moment ago.
        this.changePhotos(
          event.photos.filter(({ no }) => this.known.has(no)),
          [],
        );
        break;
      case 'failed':
        this.failed.value = event.all ? event.failed : merge(this.failed.value, event.failed);
        break;
      case 'sources':
        this.sources.value = event.sources;
        break;
      case 'indexing':
        this.indexing.value = event.indexing;
        break;
      case 'choices':
        this.choices.value = event.choices;
        break;
      case 'searches':
        this.searches.value = event.searches;
        break;
      case 'boxes':
        this.boxes.value = event.boxes;
        break;
      case 'backend':
        this.backends.value = [
          ...this.backends.value.filter(({ encoder }) => encoder !== event.choice.encoder),
          event.choice,
        ];
        break;
      case 'erased':
        // To the first screen, whatever place is open.
        anew(() => location.replace(location.pathname));
    }
  }

  private changePhotos(added: readonly PhotoCard[], removed: readonly PhotoNo[]): void {
    if (added.length + removed.length === 0) return;
    const fresh = new Map(added.map((card) => [card.no, card]));
    // Known ones that go, or come in another state.
    const gone = new Set([...removed, ...fresh.keys()].filter((no) => this.known.delete(no)));
    for (const [no, card] of fresh) this.known.set(no, card);
    const photos = this.photos.peek();
    const rest = gone.size > 0 ? photos.filter(({ no }) => !gone.has(no)) : photos;
    this.photos.value = joinedInOrder(rest, [...fresh.values()]);
    this.removed(removed);
  }
}

function merge(known: readonly FailedPhoto[], more: readonly FailedPhoto[]): FailedPhoto[] {
  const byKey = new Map(known.map((failed) => [failed.key, failed]));
  for (const failed of more) byKey.set(failed.key, failed);
  return [...byKey.values()];
}
