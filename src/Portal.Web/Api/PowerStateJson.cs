using Portal.Fleet.Status;
using Portal.Web.Api.Boot;

namespace Portal.Web.Api;

/// <summary>A server's power, and what is being done about it.</summary>
/// <param name="HardOff">A power-off that waits for a shutdown.</param>
/// <param name="Operation">The newest power operation that is under way or ended within the last minute.</param>
internal sealed record PowerStateJson(PowerState State, DateTimeOffset? ReadAt, double? AgeSeconds, OperationJson? Operation, HardOffJson? HardOff);
