import pytest

from tests.factories import UserFactory


@pytest.fixture
def chief(db):
    return UserFactory(is_superuser=True)


@pytest.fixture
def desk(client, chief):
    """A signed-in chief's browser."""
    client.force_login(chief)
    return client
