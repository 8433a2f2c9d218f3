namespace Portal.BmcSim;

/// <summary>What a BMC does right after it has stored a password.</summary>
public enum SimAfterPassword
{
    /// <summary>Answers, as it should.</summary>
    Answer,

    /// <summary>Falls silent before it has answered.</summary>
    Silence,

    /// <summary>Answers FFh, as if it had refused it.</summary>
    Error,

    /// <summary>Answers FFh, and refuses the command from then on.</summary>
    ErrorAndNoMore,
}
