/** Texts of the replay page that its script writes, in the page's language. */
export interface ReplayWords {
  readonly play: string;
  readonly pause: string;
  readonly loading: string;
  readonly offline: string;
  readonly atEnd: string;
  readonly gone: string;
  readonly revoked: string;
  readonly signedOut: string;
  readonly badMoment: string;
  readonly firmware: string;
  readonly kernel: string;
  readonly login: string;
  readonly by: string;
  readonly watched: string;
  readonly noChapters: string;
  readonly searching: string;
  readonly nothingFound: string;
  readonly found: string;
  readonly byte: string;
  readonly power: Readonly<Record<string, string>>;
  /** Of the rules that come with the portal. */
  readonly rules: Readonly<Record<string, string>>;
}
