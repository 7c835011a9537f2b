import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { CONFIG } from '../config/index.js';
import type { Config } from '../config/index.js';
import { LOGGER } from '../telemetry/index.js';
import { FactListener } from './fact-listener.js';
import type { LiveFact } from './live-channel.js';
import { LiveSubscription } from './live-subscription.js';

interface Subject {
  readonly practiceId: string;
  readonly clinicId: string;
}

/**
 * Passes what PostgreSQL notifies this process of on to the subscribers of each clinic. Whether somebody may hear it is
 * for the caller to ask, at the subscription and at each event.
 */
@Injectable()
export class LiveHub implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly subscribers = new Map<LiveSubscription, Subject>();
  private readonly listener: FactListener;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'databaseUrl'>,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.listener = new FactListener(config.databaseUrl, logger, {
      onNotification: (payload) => this.passOn(payload),
      onReconnected: () => this.resyncAll(),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.listener.close();
    for (const subscription of this.subscribers.keys()) await subscription.return();
  }

  /**
   * The first event is a `resync`: whoever reads the day after it misses nothing, since every later change follows as
   * an event. The same after a broken connection.
   */
  subscribe(subject: Subject): LiveSubscription {
    const subscription = new LiveSubscription(() => this.subscribers.delete(subscription));
    this.subscribers.set(subscription, subject);
    subscription.push({ kind: 'resync' });
    return subscription;
  }

  private passOn(payload: string): void {
    const fact = this.parse(payload);
    if (!fact) return;
    const { practiceId, clinicId, appointmentId } = fact;
    for (const [subscription, subject] of this.subscribers) {
      const concerned = subject.practiceId === practiceId && (clinicId === null || subject.clinicId === clinicId);
      if (concerned) subscription.push({ kind: 'changed', appointmentId });
    }
  }

  private resyncAll(): void {
    for (const subscription of this.subscribers.keys()) subscription.push({ kind: 'resync' });
  }

  /** Any role of the database may notify any channel, so that one with a wrong text must not end the process. */
  private parse(payload: string): LiveFact | undefined {
    try {
      return JSON.parse(payload) as LiveFact;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.logger.warn('The live board heard something that is not a fact.');
      return undefined;
    }
  }
}
