/**
 * Which faces are one person's. A face joins the nearest one below `SAME`. What the user has decided stands: the app
 * adds to a settled person, takes nothing away, and never joins two of them; what it grouped by itself may change.
 */

import { type Face, faceDistance, SAME } from '#core/faces';
import { groupBy } from '#core/group';
import type { FaceKey, GroupedFace, PeopleChange, Person, PersonId } from '#core/people';
import type { PhotoNo } from '#core/photo';
import { areBarred, isBarred, isNear, type Member } from './members';
import { whispered } from './whispers';

export class Groups {
  private readonly faces: Map<PhotoNo, GroupedFace[]>;
  private readonly known: Map<PersonId, Person>;
  private readonly changedPhotos = new Set<PhotoNo>();
  private readonly changedPeople = new Set<PersonId>();
  private nextId: number;
  /** All described faces. */
  readonly members: Member[] = [];

  constructor(faces: ReadonlyMap<PhotoNo, readonly GroupedFace[]>, people: readonly Person[]) {
    this.faces = new Map([...faces].map(([photo, row]) => [photo, row.map((face) => ({ ...face }))]));
    this.known = new Map(people.map((person) => [person.id, person]));
    for (const photo of this.faces.keys()) this.members.push(...this.membersOf(photo));
    // A number that a face was kept from is never another person's.
    const ids = [...people.map(({ id }) => id), ...this.members.flatMap(({ face }) => face.not ?? [])];
    this.nextId = ids.reduce((most, id) => Math.max(most, id), 0) + 1;
    this.dropEmpty();
  }

  get people(): readonly Person[] {
    return [...this.known.values()];
  }

  person(id: PersonId): Person | undefined {
    return this.known.get(id);
  }

  rowOf(photo: PhotoNo): readonly GroupedFace[] | undefined {
    return this.faces.get(photo);
  }

  /** The faces of everybody, and (null) those that belong to nobody. */
  byPerson(): Map<PersonId | null, Member[]> {
    return groupBy(this.members, ({ face }) => face.person);
  }

  of(person: PersonId | null): Member[] {
    return this.members.filter(({ face }) => face.person === person);
  }

  /** Adds the faces of a photo that was not looked at before, or anew. */
  add(photo: PhotoNo, found: readonly Face[]): void {
    // Most are new. Not by spreading the others: a hundred thousand arguments overflow the stack.
    for (const { key } of this.faces.has(photo) ? this.membersOf(photo) : []) {
      this.members.splice(
        this.members.findIndex((member) => member.key[0] === key[0]),
        1,
      );
    }
    this.faces.set(
      photo,
      found.map((face) => ({ ...face, person: null })),
    );
    this.changedPhotos.add(photo);
    for (const member of this.membersOf(photo)) {
      this.members.push(member);
      this.place(member);
    }
  }

  /** Changes what the user may, and settles the person. */
  change(id: PersonId, change: Partial<Omit<Person, 'id'>>): void {
    const person = this.known.get(id);
    if (person) this.put({ ...person, ...change, isSettled: true });
  }

  /** All faces of `from` become those of `into`. */
  join(into: PersonId, from: PersonId): void {
    const [kept, gone] = [this.known.get(into), this.known.get(from)];
    if (!kept || !gone || into === from) return;
    for (const member of this.of(from)) this.assign(member, into);
    for (const { key, face } of this.members) {
      if (!face.not?.some((id) => id === into || id === from)) continue;
      const others = face.not.filter((id) => id !== from && id !== into);
      // Whoever was said to be neither of the two is not their sum.
      const not = face.person === into ? others : [...others, into];
      face.not = not;
      this.changedPhotos.add(key[0]);
    }
    const apart = [...(kept.apart ?? []), ...(gone.apart ?? [])].filter((id) => id !== into && id !== from);
    this.change(into, { apart, name: kept.name || gone.name });
    this.drop(from);
    for (const person of this.people) {
      if (person.apart?.includes(from)) {
        const others = person.apart.filter((id) => id !== from && id !== into);
        this.put({ ...person, apart: person.id === into ? others : [...others, into] });
      }
    }
  }

  /** Takes faces out of a person, for good; each may find another one. */
  exclude(id: PersonId, keys: readonly FaceKey[]): void {
    if (!this.known.has(id)) return;
    this.change(id, {});
    const taken = keys.flatMap((key) => this.member(key) ?? []).filter(({ face }) => face.person === id);
    for (const member of taken) {
      this.assign(member, null);
      member.face.not = [...(member.face.not ?? []), id];
    }
    for (const member of taken) if (member.face.person === null) this.place(member);
    this.dropEmpty();
  }

  /** Says of a face that belongs to nobody that it is not this person's. */
  deny(id: PersonId, key: FaceKey): void {
    const member = this.member(key);
    if (!member || !this.known.has(id)) return;
    this.change(id, {});
    member.face.not = [...(member.face.not ?? []).filter((other) => other !== id), id];
    this.changedPhotos.add(key[0]);
  }

  /** Gives faces to a person, or (null) to a new one. @returns whom */
  give(keys: readonly FaceKey[], to: PersonId | null): PersonId {
    const id = to ?? this.newPerson();
    this.change(id, {});
    for (const key of keys) {
      const member = this.member(key);
      if (!member) continue;
      this.assign(member, id);
      const { not } = member.face;
      if (not?.includes(id)) member.face.not = not.filter((other) => other !== id);
    }
    this.dropEmpty();
    return id;
  }

  /** Says of two people that they are two. */
  part(a: PersonId, b: PersonId): void {
    for (const [id, other] of [
      [a, b],
      [b, a],
    ] as const) {
      this.change(id, { apart: [...new Set([...(this.known.get(id)?.apart ?? []), other])] });
    }
  }

  /** Returns what has changed since the last call, as rows. */
  taken(): PeopleChange {
    const ids = [...this.changedPeople];
    const change: PeopleChange = {
      faces: [...this.changedPhotos].map((photo) => [
        photo,
        (this.faces.get(photo) ?? []).map((face) => ({ ...face })),
      ]),
      people: ids.flatMap((id) => this.known.get(id) ?? []),
      gone: ids.filter((id) => !this.known.has(id)),
    };
    this.changedPhotos.clear();
    this.changedPeople.clear();
    return change;
  }

  private place(member: Member): void {
    const near = this.near(member);
    const settled = (id: PersonId | null) => id !== null && this.known.get(id)?.isSettled === true;
    const nearest = near.find(({ face }) => face.person !== null)?.face.person ?? null;
    const rivals = [...new Set(near.flatMap(({ face }) => face.person ?? []))].filter((id) => !settled(id));
    if (near.length === 0) return;
    if (!settled(nearest) && rivals.length > 1) {
      this.regroup(member, near, rivals);
      return;
    }
    const person = nearest ?? this.newPerson();
    this.assign(member, person);
    // What belonged to nobody is near one of this person's faces now.
    for (const other of near)
      if (other.face.person === null && !isBarred(other, person)) this.assign(other, person);
  }

  /** A face between groups that the app has made: all of them take the labels of their neighbours. */
  private regroup(member: Member, near: readonly Member[], rivals: readonly PersonId[]): void {
    const loose = near.filter(({ face }) => face.person === null);
    const pool = [member, ...loose, ...rivals.flatMap((id) => this.of(id))];
    // Whoever belongs to nobody has a label of their own, which is no person's number.
    const labels = pool.map(({ face }, i) => face.person ?? -1 - i);
    const neighbours = pool.map((a) =>
      pool.flatMap((b, j) => (a !== b && !areBarred(a, b) && isNear(a, b) ? j : [])),
    );
    const after = whispered(labels, neighbours);
    const sizes = new Map<number, number>();
    for (const label of after) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    const fresh = new Map<number, PersonId>();
    const personOf = (label: number): PersonId | null => {
      if ((sizes.get(label) ?? 0) < 2) return null;
      if (label > 0) return label;
      const id = fresh.get(label) ?? this.newPerson();
      fresh.set(label, id);
      return id;
    };
    for (const [i, each] of pool.entries()) this.assign(each, personOf(after[i] as number));
    this.dropEmpty();
  }

  /** Described faces below `SAME`, the nearest first, without those that the user keeps from it. */
  private near(member: Member): Member[] {
    const found = this.members.flatMap((other) => {
      if (other === member || areBarred(member, other)) return [];
      const distance = faceDistance(member.face.embedding, other.face.embedding);
      return distance < SAME ? { other, distance } : [];
    });
    return found.sort((a, b) => a.distance - b.distance).map(({ other }) => other);
  }

  private member([photo, index]: FaceKey): Member | undefined {
    return this.members.find(({ key }) => key[0] === photo && key[1] === index);
  }

  private membersOf(photo: PhotoNo): Member[] {
    return (this.faces.get(photo) ?? []).flatMap((face, index) =>
      face.embedding ? { key: [photo, index] as const, face: face as Member['face'] } : [],
    );
  }

  private assign({ key, face }: Member, person: PersonId | null): void {
    if (face.person === person) return;
    face.person = person;
    this.changedPhotos.add(key[0]);
  }

  private newPerson(): PersonId {
    const id = this.nextId++;
    this.put({ id, name: '' });
    return id;
  }

  private put(person: Person): void {
    this.known.set(person.id, person);
    this.changedPeople.add(person.id);
  }

  private drop(id: PersonId): void {
    this.known.delete(id);
    this.changedPeople.add(id);
  }

  /** A person without a face cannot be recognised, so the name goes with the last one. */
  private dropEmpty(): void {
    const having = new Set(this.members.map(({ face }) => face.person));
    for (const id of this.known.keys()) if (!having.has(id)) this.drop(id);
  }
}
