/** Prints one table of all spaces, and writes the records of those that passed. */

import { mkdirSync, writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import type { VerifiedRecord } from '#models/verified';
import { tableOf } from './judging';
import { OPTIONS } from './options';

export default class VerifyReporter implements Reporter {
  private readonly records: VerifiedRecord[] = [];

  onTestEnd(_test: TestCase, { attachments, status }: TestResult): void {
    const body = attachments.find(({ name }) => name === 'record')?.body;
    if (!body) return;
    const record: VerifiedRecord = JSON.parse(body.toString());
    this.records.push(record);
    const isReal = OPTIONS.mode === 'production' && status === 'passed';
    const folder = isReal ? 'models/verified' : 'test-results/verify-model';
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${record.space}.json`, `${JSON.stringify(record, null, 2)}\n`);
  }

  onEnd(): void {
    console.log(`\n${tableOf(this.records)}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
