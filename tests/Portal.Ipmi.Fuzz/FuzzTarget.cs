namespace Portal.Ipmi.Fuzz;

/// <summary>Something that reads bytes of a BMC.</summary>
internal abstract class FuzzTarget
{
    /// <summary>Unique name.</summary>
    public abstract string Name { get; }

    /// <summary>Longest input worth trying.</summary>
    public virtual int MaxInput => 300;

    /// <summary>Most bytes an input may cost.</summary>
    public virtual long MaxAllocated => 1 << 20;

    /// <summary>Longest time an input may cost.</summary>
    public virtual TimeSpan MaxTime => TimeSpan.FromMilliseconds(10);

    /// <summary>Reads the input and gives what came of it, if that can be looked at. Nothing but what <see cref="IsExpected"/> allows may escape.</summary>
    public abstract object? Run(ReadOnlySpan<byte> input);

    /// <summary>What the target is documented to throw.</summary>
    public virtual bool IsExpected(Exception exception) => exception is IpmiFormatException;
}
