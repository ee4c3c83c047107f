/** One box: connects on demand, checks the box, retries with backoff, and has pictures encoded. */

import { asProblem, Problem, type ProblemCode } from '#core/errors';
import { joined } from '#core/joined';
import { isEmbedding } from '#core/vector';
import { BoxClient } from '#net/bridge/box-client';
import type { StoredBox } from '#store/schema';
import type { BoxState } from '../contract';
import type { ReadyTarget } from '../encoding/target';
import type { Lane } from '../indexing/sharing';
import { backOff } from './back-off';
import { checkBox } from './box-check';

/** Problems that a retry would not solve: the user has to act first. */
const FINAL: readonly ProblemCode[] = ['box-refused', 'box-version', 'box-space', 'box-differs'];
/** Final problems that may not occur with another encoder or space. */
const OF_THE_SPACE: readonly ProblemCode[] = ['box-space', 'box-differs'];

export class BoxConnection implements Lane {
  private client: BoxClient | undefined;
  private phase: BoxState['state'] = 'off';
  private problem: ProblemCode | null = null;
  private target: ReadyTarget | undefined;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private connecting: Promise<void> | undefined;
  /** Generation counter: an attempt of an earlier generation discards its result. */
  private turn = 0;
  private underWay = 0;
  private encoded = 0;
  private load: BoxState['load'] = null;

  /**
   * @param record as stored; from here on only this connection changes it
   * @param changed called after every change of `state` or `capacity`, with the changed fields of the record
   */
  constructor(
    private record: StoredBox,
    private readonly changed: (record?: Partial<StoredBox>) => void,
  ) {}

  /** The record in its present state. */
  get stored(): StoredBox {
    return this.record;
  }

  /** Enables the box, or disables it and closes its connection. */
  enable(on: boolean): void {
    this.keep({ enabled: on });
    if (!on) this.dismiss();
  }

  /**
   * Connects to the box and checks it for the target, unless it is refused or waits for its retry. Never
   * rejects: a failure becomes its state.
   * @param anew also if it is refused or waits
   */
  async connect(target: ReadyTarget, anew = false): Promise<void> {
    const another = this.target?.encoder.id !== target.encoder.id;
    if (another && (this.client || this.connecting)) this.dismiss();
    const hopeless =
      this.phase === 'refused' && !(another && this.problem !== null && OF_THE_SPACE.includes(this.problem));
    // The retry of a waiting box is scheduled already.
    if (!anew && (hopeless || (this.phase === 'waiting' && !another))) return;
    this.target = target;
    if (this.client) return;
    this.connecting ??= this.attempt(target, this.turn);
    await this.connecting;
  }

  /**
   * Connects once, without a check, and closes the connection: for a box that is added before the model's description
   * has arrived. It is checked when there is work. Never rejects: a failure becomes its state.
   */
  async greet(): Promise<void> {
    this.phase = 'connecting';
    this.changed();
    try {
      (await this.meet()).close();
      this.phase = 'off';
      this.problem = null;
      this.changed();
    } catch (thrown) {
      this.fail(asProblem(thrown, 'box-failed'));
    }
  }

  /** Closes the connection. Batches in flight fail. */
  dismiss(): void {
    this.turn++;
    clearTimeout(this.retry);
    this.client?.close();
    this.client = undefined;
    this.connecting = undefined;
    this.failures = 0;
    this.load = null;
    if (this.phase !== 'refused') this.phase = 'off';
    this.changed();
  }

  get ready(): boolean {
    return this.client !== undefined;
  }

  get capacity(): number {
    return this.client?.capacity ?? 0;
  }

  get batch(): number {
    return this.client?.batch ?? 0;
  }

  get perSecond(): number | null {
    return this.client?.pace.perSecond() ?? null;
  }

  /** Stored with its vectors, to show which model made them. */
  get build(): string {
    return `box:${this.client?.welcome.model.slice(0, 12)}`;
  }

  async encode(pictures: readonly Uint8Array[]): Promise<Float32Array<ArrayBuffer>[]> {
    const { client } = this;
    if (!client) throw new Problem('box-unreachable', 'The box is not connected.');
    this.count(pictures.length);
    try {
      const { vectors } = await client.encode(joined(pictures), pictures.length);
      const { dimension } = client.welcome;
      const rows = pictures.map((_, i) => vectors.slice(i * dimension, (i + 1) * dimension));
      if (!rows.every((row) => isEmbedding(row, dimension))) {
        throw new Problem('box-differs', 'The box gave numbers that are no embedding.');
      }
      this.encoded += pictures.length;
      return rows;
    } catch (thrown) {
      if (asProblem(thrown).code === 'box-differs') this.fail(asProblem(thrown), client);
      throw thrown;
    } finally {
      this.count(-pictures.length);
    }
  }

  /** Returns the session, for the benchmark. @throws Problem why the box is not connected */
  session(): BoxClient {
    if (!this.client)
      throw new Problem(this.problem ?? 'box-unreachable', `${this.record.name} is not there.`);
    return this.client;
  }

  async askLoad(): Promise<void> {
    const said = await this.client?.load().catch(() => undefined);
    if (!said || !this.client) return;
    this.load = { cpu: said.cpu, cores: said.cores, memory: said.memory };
    this.changed();
  }

  state(): BoxState {
    const { id, name, host, port, secure, enabled, last } = this.record;
    return {
      id,
      name,
      address: `${host.includes(':') ? `[${host}]` : host}:${port}`,
      secure,
      host,
      port,
      enabled,
      state: this.phase === 'ready' && this.underWay > 0 ? 'working' : this.phase,
      problem: this.problem,
      space: last?.space ?? null,
      model: last?.model ?? null,
      backend: last?.backend ?? null,
      perSecond: this.perSecond ?? (last?.msPerPicture ? 1000 / last.msPerPicture : null),
      latency: this.client?.pace.latency() ?? null,
      load: this.load,
      encoded: this.encoded,
    };
  }

  private async attempt(target: ReadyTarget, turn: number): Promise<void> {
    clearTimeout(this.retry);
    this.phase = 'connecting';
    this.changed();
    let client: BoxClient | undefined;
    try {
      client = await this.meet();
      await checkBox(client, target);
      if (turn !== this.turn) return client.close();
      this.began(client);
    } catch (thrown) {
      client?.close();
      if (turn === this.turn) this.fail(asProblem(thrown, 'box-failed'));
    } finally {
      if (turn === this.turn) this.connecting = undefined;
    }
  }

  /** Connects, and keeps what the box says about itself. */
  private async meet(): Promise<BoxClient> {
    const client = await BoxClient.connect(this.record, this.record.key);
    const { name, space, model, backend } = client.welcome;
    this.keep({ name, last: { space, model, backend, msPerPicture: null } });
    return client;
  }

  private began(client: BoxClient): void {
    this.client = client;
    this.failures = 0;
    this.phase = 'ready';
    this.problem = null;
    const { space, model, backend } = client.welcome;
    const perSecond = client.pace.perSecond();
    this.keep({ last: { space, model, backend, msPerPicture: perSecond && 1000 / perSecond } });
    void this.askLoad();
    void client.closed.then((problem) => {
      if (this.client === client) this.fail(problem, client);
    });
  }

  /** Handles a failed attempt or a lost connection: refuses the box, or schedules a retry. */
  private fail(problem: Problem, client?: BoxClient): void {
    console.warn(`The box ${this.record.name}: ${problem.code}, ${problem.message}`);
    if (client && this.client !== client) return;
    this.client?.close();
    this.client = undefined;
    this.problem = problem.code;
    const final = FINAL.includes(problem.code);
    this.phase = final ? 'refused' : 'waiting';
    const { target } = this;
    if (!final && target)
      this.retry = setTimeout(() => void this.connect(target, true), backOff(++this.failures));
    this.changed();
  }

  private keep(change: Partial<StoredBox>): void {
    this.record = { ...this.record, ...change };
    this.changed(change);
  }

  private count(pictures: number): void {
    this.underWay += pictures;
    this.changed();
  }
}
