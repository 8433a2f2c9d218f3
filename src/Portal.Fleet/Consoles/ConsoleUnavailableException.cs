using Portal.Fleet.Links;

namespace Portal.Fleet.Consoles;

/// <summary>Nothing can be typed now: the line is not live. Nothing was sent.</summary>
public sealed class ConsoleUnavailableException(BmcProblem problem) : Exception("The console is not live; nothing was typed.")
{
    public BmcProblem Problem { get; } = problem;
}
