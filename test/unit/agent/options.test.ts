import { describe, expect, test } from 'vitest';
import { readOptions, UsageError } from '../../../agent/src/options';

const SERVE = ['--ienc', 'image_encoder.axmodel', '--origin', 'https://photos.example'];
const read = (...args: string[]) => readOptions(args, 4, { STATE_DIRECTORY: '/var/lib/agent' });

describe('the command line', () => {
  test('needs a model and an origin, and has defaults for the rest', () => {
    expect(read(...SERVE)).toMatchObject({
      command: 'serve',
      model: 'image_encoder.axmodel',
      backend: 'axengine',
      origins: ['https://photos.example'],
      host: null,
      port: 7650,
      tls: null,
      threads: 4,
      batch: 16,
      timeout: 2_000,
      pairing: '/var/lib/agent/pairing',
      user: null,
    });
  });

  test('derives the backend from the end of the file name, unless it is given', () => {
    expect(read('--probe', '--ienc', 'a.onnx').backend).toBe('onnx');
    expect(read('--probe', '--ienc', 'a.axmodel', '--backend', 'axcl').backend).toBe('axcl');
    expect(() => read('--probe', '--ienc', 'a.bin')).toThrow('--backend must say what runs it');
  });

  test('normalises origins as browsers do', () => {
    const { origins } = read(
      ...SERVE,
      '--origin',
      'HTTP://LocalHost:80/',
      '--origin',
      'http://a.example:8080',
    );
    expect(origins).toEqual(['https://photos.example', 'http://localhost', 'http://a.example:8080']);
  });

  test('defaults to bytes in a manifest for the NPU, and to floats for the processor', () => {
    const make = ['--write-manifest', '--ienc', 'a.onnx', '--space', 'clip-b32'];
    expect(read(...make).making).toMatchObject({ space: 'clip-b32', model: null, dtype: 'f32' });
    expect(read(...make, '--for', 'a.axmodel').making.dtype).toBe('u8');
    expect(read(...make, '--for', 'a.axmodel', '--input', 'f32').making.dtype).toBe('f32');
  });

  test.each([
    [[], 'Which model?'],
    [['--ienc', 'a.onnx'], 'Which page may use this box?'],
    [['--write-manifest', '--ienc', 'a.onnx'], 'Which space'],
    [[...SERVE, '--port', '70000'], '--port 70000: a whole number from 0 to 65535'],
    [[...SERVE, '--threads', '1.5'], '--threads'],
    [[...SERVE, '--batch', ''], '--batch'],
    [[...SERVE, '--backend', 'cuda'], 'one of axengine, onnx, axcl'],
    [[...SERVE, '--cert', 'a.pem'], 'go together'],
    [[...SERVE, '--origin', 'photos.example'], 'an origin is like'],
    [[...SERVE, '--origin', 'https://photos.example/app'], 'an origin is like'],
    [[...SERVE, '--origin', '*'], 'an origin is like'],
    [[...SERVE, '--orgin', 'x'], '--orgin'],
    [[...SERVE, 'more'], 'more'],
  ])('refuses %j and says what to type instead', (args, words) => {
    expect(() => read(...args)).toThrow(UsageError);
    expect(() => read(...args)).toThrow(words);
  });

  test('needs nothing else for help, the version or the pairing', () => {
    expect(read('--help').command).toBe('help');
    expect(read('-h').command).toBe('help');
    expect(read('--version').command).toBe('version');
    expect(read('--show-pairing').command).toBe('show-pairing');
  });
});
