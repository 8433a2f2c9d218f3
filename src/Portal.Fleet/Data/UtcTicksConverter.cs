using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Fleet.Data;

/// <summary>A point in time as UTC ticks: sorts and compares right in every provider, SQLite included.</summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
