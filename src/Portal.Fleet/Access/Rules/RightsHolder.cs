namespace Portal.Fleet.Access.Rules;

/// <summary>Whose rights: a user in person, or something that can do a part of what its user can.</summary>
/// <param name="Token">An API token of that user.</param>
/// <param name="Link">An observer link that this user made.</param>
internal readonly record struct RightsHolder(string UserId, Guid? Token = null, Guid? Link = null);
