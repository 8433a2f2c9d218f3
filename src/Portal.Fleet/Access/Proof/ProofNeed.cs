namespace Portal.Fleet.Access.Proof;

/// <summary>Whether an act wants a person who proved a moment ago who they are.</summary>
public enum ProofNeed
{
    Never,

    /// <summary>It depends on what the act hands out: whoever does it says so, by one of the questions of <see cref="ProofRules"/>.</summary>
    Weighed,

    Always,
}
