using Portal.BmcSim.Rmcp;

namespace Portal.BmcSim.Commands;

/// <summary>Executes a command; returns its completion code and writes the data of its answer. <paramref name="session"/> is null outside a session.</summary>
internal delegate byte CommandHandler(Controller bmc, SimSession? session, ReadOnlySpan<byte> data, ref ReplyWriter reply);
