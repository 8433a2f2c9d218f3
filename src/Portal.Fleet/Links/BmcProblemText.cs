namespace Portal.Fleet.Links;

/// <summary>Stable codes and English sentences of <see cref="BmcProblem"/>. Pages translate by code.</summary>
public static class BmcProblemText
{
    /// <summary>The stable code, for example <c>bmc_no_answer</c>.</summary>
    public static string Code(this BmcProblem problem) => throw new NotImplementedException();

    /// <summary>One sentence that says what happened and what to do next.</summary>
    public static string Sentence(this BmcProblem problem) => throw new NotImplementedException();
}
