namespace Portal.Web.Api.News;

/// <summary>What a piece of news is about; the name of its event in the stream.</summary>
internal enum NewsKind
{
    State,

    Operation,

    Alert,

    Event,

    /// <summary>Something may have been missed.</summary>
    Gap,
}
