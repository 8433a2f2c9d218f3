using Portal.Fleet.Links;

namespace Portal.Fleet.Consoles;

/// <summary>Nothing can be typed now: the line is not live. Nothing was sent, unless <see cref="Interrupted"/> says that the line was lost in the middle.</summary>
public sealed class ConsoleUnavailableException(BmcProblem problem, bool interrupted = false) : Exception(interrupted
    ? "The console was lost while typing; the host may have received a part."
    : "The console is not live; nothing was typed.")
{
    public BmcProblem Problem { get; } = problem;

    /// <summary>The line was lost while the characters were on their way.</summary>
    public bool Interrupted { get; } = interrupted;
}
