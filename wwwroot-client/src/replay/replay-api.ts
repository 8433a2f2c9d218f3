// What the replay page asks over plain HTTP, with the page's own cookie.

export interface Moment {
  readonly offset: number;
  readonly time: string | null;
}

export interface Mark {
  readonly offset: number;
  readonly at: string;
  readonly kind: 'gap' | 'firmware' | 'kernel' | 'login';
  readonly text: string | null;
  readonly bytes: number;
}

export interface Operation {
  readonly action: string;
  readonly state: string;
  readonly user: string;
  readonly requestedAt: string;
}

/** What a rule found, and where its first line begins. */
export interface AlertMark {
  readonly key: string;
  readonly title: string;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly offset: number;
  readonly at: string;
  readonly count: number;
}

export interface Presence {
  readonly name: string;
  readonly from: string;
  readonly until: string | null;
}

export interface Timeline {
  readonly from: string;
  readonly to: string;
  readonly first: Moment;
  readonly next: Moment;
  readonly buckets: readonly { readonly at: string; readonly offset: number; readonly bytes: number }[];
  readonly marks: readonly Mark[];
  readonly marksComplete: boolean;
  readonly operations: readonly Operation[];
  readonly watched: readonly Presence[];
  readonly alerts: readonly AlertMark[];
}

export interface Hit {
  readonly offset: number;
  readonly end: number;
  readonly time: string;
  readonly line: string;
}

export interface Hits {
  readonly hits: readonly Hit[];
  readonly reached: number;
  readonly complete: boolean;
}

export class ReplayApi {
  readonly #root: string;

  constructor(serverId: string) {
    this.#root = `api/v1/servers/${encodeURIComponent(serverId)}/console/`;
  }

  timeline(from: string | null, to: string | null, buckets: number, signal: AbortSignal): Promise<Timeline | null> {
    return this.#get('timeline', { from, to, buckets: String(buckets) }, signal);
  }

  step(offset: number, step: 'next' | 'previous', signal: AbortSignal): Promise<Moment | null> {
    return this.#get('moment', { at: String(offset), step }, signal);
  }

  search(q: string, from: number | null, backwards: boolean, limit: number, signal: AbortSignal): Promise<Hits | null> {
    return this.#get('search', { q, from: from === null ? null : String(from), backwards: String(backwards), limit: String(limit) }, signal);
  }

  log(format: string, from: string | null, to: string | null): string {
    return this.#url('log', { format, from, to });
  }

  #url(path: string, query: Readonly<Record<string, string | null>>): string {
    const url = new URL(this.#root + path, document.baseURI);
    for (const [name, value] of Object.entries(query)) {
      if (value !== null) url.searchParams.set(name, value);
    }
    return url.href;
  }

  /** Null when it could not be had: the page says nothing new then, and what it shows stays. */
  async #get<T>(path: string, query: Readonly<Record<string, string | null>>, signal: AbortSignal): Promise<T | null> {
    try {
      const answer = await fetch(this.#url(path, query), { signal, redirect: 'manual', headers: { Accept: 'application/json' } });
      return answer.ok ? await answer.json() as T : null;
    } catch {
      return null;
    }
  }
}
