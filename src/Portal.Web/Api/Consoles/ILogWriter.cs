using Portal.Fleet.Consoles.History;

namespace Portal.Web.Api.Consoles;

/// <summary>Turns a record into one of the forms it is downloaded in.</summary>
internal interface ILogWriter
{
    void Write(TimedChunk chunk);

    /// <summary>The end of the range: tells or drops what was not complete.</summary>
    void Finish();
}
