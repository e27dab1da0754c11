/** What one process with the shipped index and nothing else took, in milliseconds. */
export interface EngineTimes {
  /** Reading the file and loading it. */
  readonly load: number;
  /** The first question, nothing warm. */
  readonly first: number;
  /** Every question three times, after one to warm up. */
  readonly p50: number;
  readonly p99: number;
}

export interface EngineMeasures {
  /** By the clock on the wall, and by processor time, which a busy machine doesn't lengthen. */
  readonly wall: EngineTimes;
  readonly processor: EngineTimes;
  /** Of the whole process, at the end, garbage not collected by force. */
  readonly residentBytes: number;
}
