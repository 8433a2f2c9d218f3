namespace Portal.Ipmi.Oem.Lenovo;

/// <summary>Answer to <see cref="GetLenovoController"/>.</summary>
/// <param name="IsXcc">An XClarity Controller.</param>
/// <param name="IsImm">An Integrated Management Module, or an XClarity Controller that speaks its commands.</param>
public sealed record LenovoController(bool IsXcc, bool IsImm);
