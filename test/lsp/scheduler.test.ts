import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';

import { atMost, Cancelled, orCancelled } from '../../server/src/lsp/cancellation';
import { Reports } from '../../server/src/lsp/reports';
import { runInSlices } from '../../server/src/lsp/scheduler';

function* steps(count: number, milliseconds: number): Generator<void, string, void> {
  for (let step = 0; step < count; step++) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    yield;
  }
  return 'done';
}

describe('runInSlices', () => {
  it('gives the result', async () => {
    expect(
      await runInSlices(
        steps(3, 0),
        () => setImmediate(),
        () => undefined,
      ),
    ).toBe('done');
  });

  it('gives the event loop back about every ten milliseconds', async () => {
    let turns = 0;
    const nextTurn = async () => {
      turns++;
    };
    await runInSlices(steps(20, 5), nextTurn, () => undefined);
    expect(turns).toBeGreaterThanOrEqual(8);
    expect(turns).toBeLessThanOrEqual(20);
  });

  it('runs short work in one go', async () => {
    let turns = 0;
    const nextTurn = async () => {
      turns++;
    };
    await runInSlices(steps(100, 0), nextTurn, () => undefined);
    expect(turns).toBe(0);
  });

  it('stops when it is told to', async () => {
    let cancelled: Cancelled | undefined;
    const nextTurn = async () => {
      cancelled = new Cancelled('superseded');
    };
    await expect(runInSlices(steps(100, 5), nextTurn, () => cancelled)).rejects.toBe(cancelled);
    expect(cancelled).toBeInstanceOf(Cancelled);
  });

  it('passes on what is thrown', async () => {
    // biome-ignore lint/correctness/useYield: it does not get that far
    function* failing(): Generator<void, void, void> {
      throw new Error('Broken.');
    }
    await expect(
      runInSlices(
        failing(),
        () => setImmediate(),
        () => undefined,
      ),
    ).rejects.toThrow('Broken.');
  });
});

describe('orCancelled', () => {
  it('gives the outcome of the work, good or bad', async () => {
    const { token } = new CancellationTokenSource();
    expect(await orCancelled(Promise.resolve(1), token)).toBe(1);
    expect(await orCancelled(Promise.resolve(1), undefined)).toBe(1);
    await expect(orCancelled(Promise.reject(new Error('x')), token)).rejects.toThrow('x');
  });

  it('does not wait any longer once cancelled', async () => {
    const source = new CancellationTokenSource();
    const waiting = orCancelled(new Promise(() => undefined), source.token);
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ reason: 'cancelled' });
    await expect(orCancelled(Promise.resolve(1), source.token)).rejects.toBeInstanceOf(Cancelled);
  });

  it('a late failure of work nobody waits for is nobody’s business', async () => {
    const source = new CancellationTokenSource();
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const waiting = orCancelled(work, source.token);
    source.cancel();
    await expect(waiting).rejects.toBeInstanceOf(Cancelled);
    fail(new Error('Too late.'));
    await setImmediate();
  });
});

describe('atMost', () => {
  it('ends with the work, well or not, and not later than it may', async () => {
    const forever = new Promise(() => undefined);
    await atMost(60_000, Promise.resolve());
    await atMost(60_000, Promise.reject(new Error('x')));
    const begin = performance.now();
    await atMost(20, forever);
    expect(performance.now() - begin).toBeGreaterThanOrEqual(19);
  });
});

describe('waiting for news', () => {
  it('leaves no listeners behind on a token that lives long', async () => {
    const reports = new Reports();
    let listeners = 0;
    const token = {
      isCancellationRequested: false,
      onCancellationRequested: () => {
        listeners++;
        return { dispose: () => void listeners-- };
      },
    };
    for (let round = 0; round < 100; round++) {
      const waiting = reports.newsSince(reports.news, token);
      expect(listeners).toBe(1);
      reports.changed();
      await waiting;
      expect(listeners).toBe(0);
    }
  });

  it('is over at once when there was news, and cancelled at the end', async () => {
    const reports = new Reports();
    const { token } = new CancellationTokenSource();
    const seen = reports.news;
    reports.changed();
    await reports.newsSince(seen, token);
    const waiting = reports.newsSince(reports.news, token);
    reports.end();
    await expect(waiting).rejects.toBeInstanceOf(Cancelled);
  });
});
