import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { LOGGER } from './logger.js';
import { traceOf } from './trace-of.js';

/** What is read from the database or the queues for one scrape serves those that come within this time too, in milliseconds. */
const FRESH_MS = 5_000;
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

interface Named<Label extends string> {
  /** Without the `unknot_` that all have. */
  readonly name: string;
  readonly help: string;
  /** Of each the values are a short list that stands in the code: never an id, a name or what somebody sent. */
  readonly labels: readonly Label[];
}

interface Reading {
  readonly name: string;
  readonly read: () => Promise<void>;
  readonly gauges: readonly { reset(): void }[];
  readAt: number;
}

/** The figures of one application in this process, as Prometheus reads them. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly readings: Reading[] = [];
  private up: Gauge<'reading'> | undefined;
  private running: Promise<void> | undefined;

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** Starts anew with the process, as Prometheus expects of whatever ends in `_total`. */
  counter<Label extends string>({ name, help, labels }: Named<Label>): Counter<Label> {
    return new Counter({ name: `unknot_${name}`, help, labelNames: labels, registers: [this.registry] });
  }

  gauge<Label extends string>({ name, help, labels }: Named<Label>): Gauge<Label> {
    return new Gauge({ name: `unknot_${name}`, help, labelNames: labels, registers: [this.registry] });
  }

  /** Of times in seconds. */
  times<Label extends string>({ name, help, labels }: Named<Label>): Histogram<Label> {
    const [labelNames, registers] = [labels, [this.registry]];
    return new Histogram({ name: `unknot_${name}`, help, labelNames, registers, buckets: SECONDS });
  }

  /** Has `read` set the gauges when somebody asks. They start empty each time, and stay so where it fails. */
  reading(name: string, gauges: Reading['gauges'], read: Reading['read']): void {
    // Made where it is needed: two applications of one process may not describe the same figure twice.
    this.up ??= this.gauge({
      name: 'reading_up',
      help: 'Whether these figures could be read: 1, or 0 and the figures are left out.',
      labels: ['reading'],
    });
    this.readings.push({ name, gauges, read, readAt: -Infinity });
  }

  /** In the text format of Prometheus. */
  async text(): Promise<string> {
    this.running ??= this.readAll().finally(() => (this.running = undefined));
    await this.running;
    return this.registry.metrics();
  }

  private async readAll(): Promise<void> {
    const now = performance.now();
    const old = this.readings.filter(({ readAt }) => now - readAt >= FRESH_MS);
    await Promise.all(old.map((reading) => this.refresh(reading, now)));
  }

  /** The other figures are worth most while one of them cannot be had. */
  private async refresh(reading: Reading, now: number): Promise<void> {
    const { name, gauges, read } = reading;
    try {
      await read();
      reading.readAt = now;
      this.up?.set({ reading: name }, 1);
    } catch (error) {
      for (const gauge of gauges) gauge.reset();
      this.up?.set({ reading: name }, 0);
      this.logger.warn({ reading: name, ...traceOf(error) }, 'Figures could not be read.');
    }
  }
}
