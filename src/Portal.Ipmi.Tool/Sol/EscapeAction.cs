namespace Portal.Ipmi.Tool.Sol;

/// <summary>What a person asked for with an escape sequence.</summary>
internal enum EscapeAction
{
    /// <summary>Nothing: characters for the host.</summary>
    None,

    /// <summary><c>~.</c>: end the console.</summary>
    End,

    /// <summary><c>~B</c>: send a break.</summary>
    Break,

    /// <summary><c>~?</c>: show the escape sequences.</summary>
    Help,
}
