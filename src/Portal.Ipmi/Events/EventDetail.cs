namespace Portal.Ipmi.Events;

/// <summary>One thing that the data bytes of an event tell: <c>memory module</c>, <c>3</c>.</summary>
/// <param name="Name">What it is about, in lower case.</param>
/// <param name="Value">What it says.</param>
public readonly record struct EventDetail(string Name, string Value)
{
    /// <summary><c>name: value</c>.</summary>
    public override string ToString() => $"{Name}: {Value}";
}
