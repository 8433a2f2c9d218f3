namespace Portal.Fleet.Consoles.Input;

/// <summary>What somebody typed on a console.</summary>
/// <param name="Bytes">How many were typed.</param>
/// <param name="Content">Those that are kept; empty when they cannot be opened any more.</param>
public sealed record ConsoleInputView(long Id, string UserName, DateTimeOffset From, DateTimeOffset To, long Bytes, byte[] Content);
