namespace Portal.Ipmi.Inventory;

/// <summary>One thing that a FRU image gets wrong, and that was put up with.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Area">Where it is.</param>
/// <param name="Text">A sentence for people.</param>
public sealed record FruRemark(FruRemarkKind Kind, FruArea Area, string Text);
