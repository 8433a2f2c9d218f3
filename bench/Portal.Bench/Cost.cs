namespace Portal.Bench;

/// <summary>What a piece of work cost: time on the wall and processor time of the process that did it.</summary>
internal readonly record struct Cost(TimeSpan Wall, TimeSpan Cpu);
