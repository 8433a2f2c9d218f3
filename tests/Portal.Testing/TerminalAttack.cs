namespace Portal.Testing;

/// <summary>Something a hostile host prints.</summary>
public sealed record TerminalAttack(string Name, byte[] Bytes)
{
    public override string ToString() => Name;
}
