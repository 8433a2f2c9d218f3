namespace Portal.Fleet.Access;

/// <summary>There is no such thing, or the caller may not know of it: the two look the same.</summary>
public sealed class NotFoundException() : Exception("There is nothing here, or you may not see it.");
