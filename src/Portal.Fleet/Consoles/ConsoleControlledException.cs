namespace Portal.Fleet.Consoles;

/// <summary>Somebody else types on this console: nothing was typed. Ask for control, or take it with a reason.</summary>
public sealed class ConsoleControlledException(string driver) : Exception($"{driver} types on this console; nothing was typed. Ask for control, or take it with a reason.")
{
    public string Driver { get; } = driver;
}
