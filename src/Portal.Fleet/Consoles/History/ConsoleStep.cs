namespace Portal.Fleet.Consoles.History;

/// <summary>Which way to go from a moment: to where the next burst of output ends, or to where the one before it did.</summary>
public enum ConsoleStep
{
    None,
    Next,
    Previous,
}
